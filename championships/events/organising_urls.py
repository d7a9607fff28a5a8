"""Addresses at which organisers set a championship up."""

from django.urls import path

from championships.events.views import entering, founding, importing, officials, schedule, skills

urlpatterns = [
    path("new/", founding.new_championship, name="new_championship"),
    path("<slug:slug>/desk/rules/", founding.rules, name="desk_rules"),
    path("<slug:slug>/desk/skills/", skills.skill_list, name="desk_skills"),
    path("<slug:slug>/desk/skills/add/", skills.add_skill, name="desk_skill_add"),
    path("<slug:slug>/desk/skills/<int:pk>/change/", skills.change_skill, name="desk_skill_change"),
    path("<slug:slug>/desk/skills/<int:pk>/drop/", skills.drop_skill, name="desk_skill_drop"),
    path("<slug:slug>/desk/skills/<int:pk>/enter/", entering.enter, name="desk_enter"),
    path("<slug:slug>/desk/skills/<int:pk>/step/", entering.step, name="desk_entries_step"),
    path("<slug:slug>/desk/skills/<int:pk>/teams/", officials.marking_teams, name="desk_teams"),
    path("<slug:slug>/desk/teams/<int:pk>/dissolve/", officials.dissolve, name="desk_team_dissolve"),
    path("<slug:slug>/desk/entries/<int:pk>/change/", entering.change, name="desk_entry_change"),
    path("<slug:slug>/desk/officials/", officials.official_list, name="desk_officials"),
    path("<slug:slug>/desk/officials/add/", officials.add_official, name="desk_official_add"),
    path("<slug:slug>/desk/officials/<int:pk>/dismiss/", officials.dismiss_official, name="desk_official_dismiss"),
    path("<slug:slug>/desk/schedule/", schedule.schedule, name="desk_schedule"),
    path("<slug:slug>/desk/schedule/add/", schedule.add_item, name="desk_schedule_add"),
    path("<slug:slug>/desk/schedule/<int:pk>/", schedule.change_item, name="desk_schedule_change"),
    path("<slug:slug>/desk/schedule/<int:pk>/remove/", schedule.remove_item, name="desk_schedule_remove"),
    path("<slug:slug>/desk/import/", importing.upload, name="desk_import"),
    path("<slug:slug>/desk/import/template/", importing.template, name="desk_import_template"),
    path("<slug:slug>/desk/import/results/", importing.upload_results, name="desk_import_results"),
    path("<slug:slug>/desk/import/<uuid:key>/", importing.dry_run, name="desk_dry_run"),
]
